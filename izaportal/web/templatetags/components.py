"""`{% component "card" title="…" %}…{% slot "foot" %}…{% endslot %}{% endcomponent %}`.

A component is one file in templates/components/. It sees only what it is given: its inputs, `content`,
`slots`, and the request, csrf token and `shell` of the page. So a page cannot lean on a name by accident.
"""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

_SHARED = ("request", "csrf_token", "shell", "perms")


class SlotNode(template.Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


class ComponentNode(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(
        self, name: FilterExpression, inputs: dict[str, FilterExpression], nodelist: NodeList
    ) -> None:
        self.name = name
        self.inputs = inputs
        self.slots = [node for node in nodelist if isinstance(node, SlotNode)]
        self.nodelist = NodeList(node for node in nodelist if not isinstance(node, SlotNode))

    def render(self, context: Context) -> SafeString:
        values = {key: context[key] for key in _SHARED if key in context}
        values |= {key: expression.resolve(context) for key, expression in self.inputs.items()}
        values["content"] = trimmed(self.nodelist, context)
        values["slots"] = {slot.name: trimmed(slot.nodelist, context) for slot in self.slots}
        engine = context.template.engine if context.template is not None else None
        if engine is None:
            raise template.TemplateSyntaxError("a component needs a template to be rendered in")
        found = engine.get_template(f"components/{self.name.resolve(context)}.html")
        return found.render(context.new(values))


def trimmed(nodelist: NodeList, context: Context) -> SafeString:
    """What the nodes render, without the white space around it; the nodes have escaped it already."""
    return SafeString(nodelist.render(context).strip())


def parse_component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "name" key=value … %}`; TemplateSyntaxError on anything else."""
    bits = token.split_contents()
    if len(bits) < 2:
        raise template.TemplateSyntaxError('component needs a name: {% component "card" %}')
    rest = bits[2:]
    inputs = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"component takes key=value only, not {rest[0]}")
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(parser.compile_filter(bits[1]), inputs, nodelist)


def parse_slot(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "foot" %}…{% endslot %}`, directly inside a component."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise template.TemplateSyntaxError('slot takes one name: {% slot "foot" %}')
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(bits[1].strip("\"'"), nodelist)
