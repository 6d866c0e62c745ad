"""What every part of a plan has in common: it is frozen, knows its keys, and keeps the user's own `x-` keys."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from rencana.plan.language.scalar import Id
from rencana.source.document import EMPTY

T = TypeVar("T")

OWN = "x-"
"""Keys that begin so are the user's own, at every mapping with fixed keys."""


class IdMap(dict[str, T]):
    """A read-only map keyed by id, in the order of the file.

    It is read so often that it is a dict: a wrapper around one would cost a Python call for each look-up.
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("Entries cannot be changed.")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # Else a copy would be filled one by one.
        return IdMap, (dict(self),)

    def __repr__(self) -> str:
        return f"Entries({super().__repr__()})"


NONE: IdMap[Any] = IdMap({})
"""No entries: what a map of a plan is where its key is left out."""

Keyed = Annotated[Mapping[Id, T], AfterValidator(IdMap)]


def _as_list(data: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever the file holds
    return data if isinstance(data, list) or data is EMPTY else [data]


class _OneOrMany:
    """Lets the editor schema take a single value where several may stand."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], {"type": "array", "items": many["items"]}]}


Many = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OneOrMany()]


class PlanPart(BaseModel):
    """A mapping of the plan language with fixed keys. The user's own keys go into `extra`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    extra: Mapping[str, object] = Field(default=NONE, alias="x-")

    may_be_empty: ClassVar[bool] = False
    """Whether a key with nothing after it means this part with all of its defaults."""

    shorthand: ClassVar[tuple[str, ...]] = ()
    """The keys that get the text, where a single text stands instead of a mapping."""

    @model_validator(mode="before")
    @classmethod
    def _take_own_keys(cls, data: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever the file holds
        if data is EMPTY and cls.may_be_empty:
            return {}
        if isinstance(data, str) and cls.shorthand:
            return dict.fromkeys(cls.shorthand, data)
        # Most mappings have no key of the user's own: one search through the joined keys is faster than one for each.
        if not isinstance(data, dict) or OWN not in "".join(data):
            return data
        extra = {key: data[key] for key in data if key.startswith(OWN)}
        return {key: data[key] for key in data if key not in extra} | ({OWN: extra} if extra else {})


class WithKey:
    """Lets the editor schema take one fixed key among the ids of a map, as the validator before the type does."""

    def __init__(self, key: str, value: JsonSchemaValue, note: str) -> None:
        self._properties = {key: {**value, "note": note}}

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "properties": self._properties}


class Also:
    """Lets the editor schema take a short form beside the full one, as the validator before the type does."""

    def __init__(self, short: JsonSchemaValue) -> None:
        self._short = short

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(core), self._short]}
