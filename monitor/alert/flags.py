"""Flags by English country name (ISO 3166-1 alpha-2 as regional indicator letters)."""

_CODES = {
    "Afghanistan": "AF", "Albania": "AL", "Australia": "AU", "Bahrain": "BH", "Belgium": "BE", "Bulgaria": "BG",
    "Cameroon": "CM", "Canada": "CA", "Chad": "TD", "Cyprus": "CY", "Denmark": "DK", "Djibouti": "DJ", "Egypt": "EG",
    "Estonia": "EE", "Ethiopia": "ET", "France": "FR", "Georgia": "GE", "Germany": "DE", "Greece": "GR", "Iran": "IR",
    "Iraq": "IQ", "Israel": "IL", "Italy": "IT", "Japan": "JP", "Jordan": "JO", "Kenya": "KE", "Kosovo": "XK",
    "Kuwait": "KW", "Kyrgyzstan": "KG", "Lebanon": "LB", "Libya": "LY", "Mali": "ML", "Netherlands": "NL",
    "Niger": "NE", "Nigeria": "NG", "Norway": "NO", "Oman": "OM", "Pakistan": "PK", "Palestine": "PS",
    "Philippines": "PH", "Poland": "PL", "Qatar": "QA", "Romania": "RO", "Russia": "RU", "Saudi Arabia": "SA",
    "Somalia": "SO", "South Korea": "KR", "Spain": "ES", "Sudan": "SD", "Sweden": "SE", "Syria": "SY",
    "Tajikistan": "TJ", "Tunisia": "TN", "Turkey": "TR", "Ukraine": "UA", "United Arab Emirates": "AE",
    "United Kingdom": "GB", "United States": "US", "Uzbekistan": "UZ", "Yemen": "YE",
}
_FIRST_INDICATOR = 0x1F1E6


def flag(country: str) -> str:
    """The flag of a country; empty where the name is not known."""
    code = _CODES.get(country, "")
    return "".join(chr(_FIRST_INDICATOR + ord(letter) - ord("A")) for letter in code)
