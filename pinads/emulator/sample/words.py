"""Names and texts of the sample business, a home and fashion shop that sells in three currencies."""

from __future__ import annotations

ACCOUNTS = (
    ("Hearth & Loom", "US", "USD"),
    ("Hearth & Loom Zürich", "DE", "EUR"),
    ("Hearth & Loom 東京", "JP", "JPY"),
)

CAMPAIGNS = (
    "Spring refresh: linen bedding",
    "Outdoor living 2025",
    "Back to school desks and lamps",
    "Brand awareness: handmade in small batches",
    "Black Friday early access",
    "Rugs & runners, catalogue sales",
    "Zürich Herbstkollektion: Wolle und Walk",
    "Capsule wardrobe for slow mornings 🌿",
    "Kitchen open shelving",
    "東京 春のインテリア",
    "New: [bold]Terracotta[/bold] dinnerware",
    "Gift guide under $50 for the person who already owns every candle, blanket and cushion that we have ever made (holiday edition)",
    "Été à la maison: linge de table",
    "Workwear denim relaunch",
    "Wedding registry",
    "Line\u0007bell: imported from the old ads tool",
    "Bathroom spa weekend",
    "冬のセール ❄️ ニットとウール",
    "Small spaces, clever storage",
    "Retargeting: left in the basket",
)

THEMES = (
    "Linen duvet covers",
    "Ceramic table lamps",
    "Wool throws",
    "Oak side tables",
    "Woven baskets",
    "Rattan chairs",
    "Velvet cushions",
    "Merino cardigans",
    "Washed cotton shirts",
    "Wide-leg trousers",
    "Jute rugs",
    "Stoneware bowls",
    "Brass hooks",
    "Floating shelves",
    "Beeswax candles",
    "Leather totes",
)

AUDIENCE_WORDS = ("Broad", "Interests", "Lookalike", "Retargeting", "Search", "New customers")

HOOKS = ("lifestyle shot", "close-up", "before and after", "30 second video", "styled by our customers", "price in the picture", "carousel")

KEYWORDS = (
    "linen bedding",
    "neutral bedroom ideas",
    "small living room",
    "cottage kitchen",
    "japandi interior",
    "reading nook",
    "boho rug",
    "capsule wardrobe",
    "linen shirt outfit",
    "entryway storage",
    "table setting ideas",
    "cosy autumn decor",
    "balcony furniture",
    "home office desk",
    "knitwear outfit",
    "wohnzimmer ideen",
    "インテリア 北欧",
    "gift ideas for her",
)

NEGATIVES = ("free", "diy", "second hand", "jobs", "wallpaper hd")

LISTS = (("Newsletter subscribers", 1250), ("Loyalty members, Zürich", 320), ("Trade fair leads", 40))

REJECTED = ("Before/after image is not allowed", "The landing page does not load")
