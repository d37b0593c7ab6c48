"""The control of a form field, dressed in the look."""

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

# the first kind that fits; a list of choices brings its own markup
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "nl-check"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "nl-select"),
    (forms.Textarea, "nl-textarea"),
    (forms.NumberInput, "nl-input nl-input--num"),
)


def widget(field: BoundField) -> SafeString:
    """Rendered with its class; Django itself ties `_helptext` and `_error` by aria-describedby."""
    control = field.field.widget
    css_class = next((name for kind, name in _CLASSES if isinstance(control, kind)), "nl-input")
    if isinstance(field.field, forms.DecimalField | forms.IntegerField) and css_class == "nl-input":
        css_class = "nl-input nl-input--num"
    own = control.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{css_class} {own}".strip()} if css_class or own else {}
    return field.as_widget(attrs=attrs)
