"""Walk through all that a script names."""

from collections.abc import Iterator, Mapping

from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Decision, Field, Form, Goto, Item, LookUp, Move, Moves, Script, together


def items(script: Script) -> Iterator[tuple[str, Item]]:
    """Yield each item with the place where it stands, as form.slot."""
    for form in script.forms.values():
        for item in form.items:
            yield f"{form.name}.{item.slot}", item


def moves(item: Item) -> Moves:
    """Return all that an item may answer beside asking."""
    match item:
        case Decision(may=may):
            return may
        case Field(last_resort=last_resort) | LookUp(last_resort=last_resort) | Act(last_resort=last_resort):
            return last_resort


def all_moves(script: Script) -> Iterator[tuple[str, Move]]:
    """Yield every move with its place."""
    for where, item in items(script):
        for move in moves(item):
            yield where, move


def targets(form: Form) -> set[str]:
    """Return the forms that a form leads to by its own words."""
    gotos = {move.form for item in form.items for move in moves(item) if isinstance(move, Goto)}
    return gotos | ({form.then} if form.then else set())


def read_backs(field: Field) -> tuple[str, ...]:
    """Return the prompts that confirm a field's value."""
    if isinstance(field.read_back, str):
        return (field.read_back,) if field.read_back else ()
    return tuple(field.read_back.values())


def own_prompts(field: Field) -> tuple[str, ...]:
    """Return the prompts that ask for a field, in all steps."""
    return tuple(prompt for step in (*field.prompts, *field.by_keys) for prompt in together(step))


def asked(field: Field) -> tuple[str, ...]:
    """Return the prompts that are heard while the field's grammars are active."""
    others = tuple(prompt for prompt in (field.help, field.echo) if prompt)
    return (*own_prompts(field), *field.may_say, *pieces(field), *others)


def pieces(field: Field) -> Mapping[str, frozenset[str]]:
    """Return the prompts that ask for parts of an identifier, with the values they are given."""
    if field.identifier is None:
        return {}
    known = field.identifier
    plain = dict.fromkeys((known.go_on, known.miscounted), frozenset[str]())
    counted = dict.fromkeys((known.first, known.next, known.last), frozenset({"count"}))
    return plain | counted | {known.so_far: frozenset({"value"})}


def lines(script: Script) -> tuple[str, ...]:
    """Return the prompts that belong to no item, but for those that ask back a universal."""
    named = vars(script.lines)
    return tuple(value for value in named.values() if isinstance(value, str))


def named_prompts(script: Script) -> Iterator[tuple[str, str]]:
    """Yield every prompt that a script names, with its place."""
    yield from (("script", prompt) for prompt in (*lines(script), *script.lines.leave.values()))
    for where, item in items(script):
        if isinstance(item, Field):
            yield from ((where, prompt) for prompt in (*asked(item), *read_backs(item)))
        if isinstance(item, Act):
            yield from ((where, prompt) for prompt in (item.ask, item.sms) if prompt)
    yield from ((where, move.prompt) for where, move in all_moves(script) if isinstance(move, Say))
