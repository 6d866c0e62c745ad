"""What every part of a plan has in common: it is frozen, knows its keys, and keeps the user's own `x-` keys."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Annotated, Any, ClassVar, TypeVar, overload

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

from rencana.plan.scalar import Id
from rencana.source.document import EMPTY

T = TypeVar("T")
D = TypeVar("D")

OWN = "x-"
"""Keys that begin so are the user's own, at every mapping with fixed keys."""


class Entries(Mapping[str, T]):
    """A read-only map keyed by id, in the order of the file.

    It is asked so often that it leaves what a Mapping would do in Python to the dict that it holds.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, T]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: str) -> T:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: str, /) -> T | None: ...
    @overload
    def get(self, key: str, /, default: T | D) -> T | D: ...
    def get(self, key: str, /, default: T | D | None = None) -> T | D | None:
        """Returns what stands at an id, or the default."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[str]:
        """Returns the ids."""
        return self._items.keys()

    def values(self) -> ValuesView[T]:
        """Returns what stands at the ids."""
        return self._items.values()

    def items(self) -> ItemsView[str, T]:
        """Returns the ids with what stands there."""
        return self._items.items()

    def __hash__(self) -> int:
        return hash(tuple(self._items))

    def __repr__(self) -> str:
        return f"Entries({self._items!r})"


NONE: Entries[Any] = Entries({})
"""No entries: what a map of a plan is where its key is left out."""

Keyed = Annotated[Mapping[Id, T], AfterValidator(Entries)]


def _as_list(data: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever the file holds
    return data if isinstance(data, list) or data is EMPTY else [data]


class _OneOrMany:
    """Lets the editor schema take a single value where several may stand."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], {"type": "array", "items": many["items"]}]}


Many = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OneOrMany()]


class Part(BaseModel):
    """A mapping of the plan language with fixed keys. The user's own keys are kept in `extra`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    extra: Mapping[str, object] = Field(default=NONE, alias="x-")

    may_be_empty: ClassVar[bool] = False
    """Whether a key with nothing after it means this part with nothing said."""

    shorthand: ClassVar[tuple[str, ...]] = ()
    """The keys that are meant where a single text stands instead of a mapping."""

    @model_validator(mode="before")
    @classmethod
    def _take_own_keys(cls, data: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever the file holds
        if data is EMPTY and cls.may_be_empty:
            return {}
        if isinstance(data, str) and cls.shorthand:
            return dict.fromkeys(cls.shorthand, data)
        if isinstance(data, dict) and (own := [key for key in data if key.startswith(OWN)]):
            return {key: data[key] for key in data if key not in own} | {OWN: {key: data[key] for key in own}}
        return data


class Also:
    """Lets the editor schema take a short form beside the full one, as a validator before it does."""

    def __init__(self, short: JsonSchemaValue) -> None:
        self._short = short

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(core), self._short]}
