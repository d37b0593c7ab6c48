"""The application as the demo's web server loads it: a worker that does not outlive its server."""

import os

from django.core.wsgi import get_wsgi_application

from izaportal.embedded.children import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "izaportal.settings")

die_with_parent()

application = get_wsgi_application()
