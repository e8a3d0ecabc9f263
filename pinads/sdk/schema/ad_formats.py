"""The quizzes and products of ads."""

from typing import TypedDict

from pinads.sdk.schema.choices import TieBreaker
from pinads.sdk.schema.marks import EntityId


class QuizOption(TypedDict, total=False):
    """One answer to choose."""

    id: float
    text: str


class QuizQuestion(TypedDict, total=False):
    """One question with its options."""

    options: list[QuizOption | None]
    question_id: float
    question_text: str


class QuizResult(TypedDict, total=False):
    """The destination of one outcome of the quiz."""

    android_deep_link: str
    destination_url: str
    ios_deep_link: str
    organic_pin_id: str
    result_id: float


class QuizPinData(TypedDict, total=False):
    """A quiz ad: its questions, results and tie-breaker."""

    questions: list[QuizQuestion | None]
    results: list[QuizResult | None]
    tie_breaker_custom_result: QuizResult | None
    tie_breaker_type: TieBreaker


class CartingRetailer(TypedDict, total=False):
    """A shop that sells a product."""

    retailer_id: str
    retailer_name: str


class CartingProduct(TypedDict, total=False):
    """A product of a where-to-buy ad, and the shops that sell it."""

    carting_product_id: EntityId
    display_preferred_retailers_only: bool
    display_product_price: bool
    preferred_retailers: list[CartingRetailer]
    randomize_preferred_retailers: bool
