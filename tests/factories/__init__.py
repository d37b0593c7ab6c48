"""One factory per model of every app, one module per app. Each makes a valid row without being told anything.

Slugs begin with `proef`, CBS codes with `GM9`: nothing of the loaded demo is called like that.
"""
