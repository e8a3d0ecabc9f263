"""The objects inside records. On the wire and in Python they are plain dicts; these classes declare their parts."""

from typing import Annotated, Any, TypedDict

from pinads.sdk.schema.choices import TrackingFeature
from pinads.sdk.schema.marks import Doc


class TrackingUrls(TypedDict, total=False):
    """Third-party tracking URLs by event, at most three an event. ``{}`` removes them."""

    audience_verification: list[str]
    buyable_button: list[str]
    click: list[str]
    engagement: list[str]
    impression: list[str]


class TrackingFeatures(TypedDict, total=False):
    """The tools that an ad group was made with."""

    enabled: list[TrackingFeature]


class CustomerRecord(TypedDict, total=False):
    """The data of one person; each part is optional."""

    email: Annotated[str, Doc("E-mail address, plain or hashed (SHA1, SHA256, MD5).")]
    external_id: Annotated[str, Doc("Your own id of the person, not hashed.")]
    hashed_phone_number: Annotated[str, Doc("Telephone number, hashed.")]
    hashed_pinner_id: Annotated[str, Doc("Pinterest's id of the person, hashed.")]
    ip_address: Annotated[str, Doc("IP address, not hashed.")]
    liveramp_envelope: Annotated[str, Doc("LiveRamp envelope, in Base64.")]
    maid: Annotated[str, Doc("Mobile advertising id, plain or hashed.")]
    user_agent: Annotated[str, Doc("The browser's user agent, not hashed.")]


class Owner(TypedDict, total=False):
    """The owner of an ad account."""

    id: str
    username: str


class AnyCase(dict[str, Any]):
    """An object of an answer whose keys are found in lower case too, as in Pinterest's own SDK."""

    def _spelled(self, key: Any) -> Any:
        """Find the spelling under which a key is stored: its own, or upper case."""
        upper = key.upper() if isinstance(key, str) else key
        return upper if dict.__contains__(self, upper) and not dict.__contains__(self, key) else key

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(self._spelled(key))

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(self._spelled(key), value)

    def __delitem__(self, key: str) -> None:
        super().__delitem__(self._spelled(key))

    def __contains__(self, key: object) -> bool:
        return super().__contains__(self._spelled(key))

    def get(self, key: str, default: Any = None) -> Any:
        """Get the value of a key in either spelling, or the default."""
        return super().get(self._spelled(key), default)

    def __getattr__(self, name: str) -> Any:
        if name not in self:
            raise AttributeError(f"there is no {name!r} among {', '.join(self) or 'no keys'}")
        return self[name]
