"""The clock on the wall where it happened, for countries with one time zone; names of the tz database."""

from monitor.model import Facts

_ZONES = {
    "Afghanistan": "Asia/Kabul", "Bahrain": "Asia/Bahrain", "Cameroon": "Africa/Douala", "Chad": "Africa/Ndjamena",
    "Cyprus": "Asia/Nicosia", "Djibouti": "Africa/Djibouti", "Egypt": "Africa/Cairo", "Georgia": "Asia/Tbilisi",
    "Germany": "Europe/Berlin", "Greece": "Europe/Athens", "Iran": "Asia/Tehran", "Iraq": "Asia/Baghdad",
    "Israel": "Asia/Jerusalem", "Italy": "Europe/Rome", "Japan": "Asia/Tokyo", "Jordan": "Asia/Amman",
    "Kenya": "Africa/Nairobi", "Kosovo": "Europe/Belgrade", "Kuwait": "Asia/Kuwait", "Kyrgyzstan": "Asia/Bishkek",
    "Lebanon": "Asia/Beirut", "Libya": "Africa/Tripoli", "Mali": "Africa/Bamako", "Niger": "Africa/Niamey",
    "Nigeria": "Africa/Lagos", "Oman": "Asia/Muscat", "Pakistan": "Asia/Karachi", "Philippines": "Asia/Manila",
    "Poland": "Europe/Warsaw", "Qatar": "Asia/Qatar", "Romania": "Europe/Bucharest", "Saudi Arabia": "Asia/Riyadh",
    "Somalia": "Africa/Mogadishu", "South Korea": "Asia/Seoul", "Sudan": "Africa/Khartoum", "Syria": "Asia/Damascus",
    "Tajikistan": "Asia/Dushanbe", "Tunisia": "Africa/Tunis", "Turkey": "Europe/Istanbul",
    "United Arab Emirates": "Asia/Dubai", "United Kingdom": "Europe/London", "Yemen": "Asia/Aden",
}


def zone_of(facts: Facts) -> str:
    """The zone of the facts where it is known, else that of the country, else UTC: no local time is then shown."""
    return facts.timezone if facts.timezone != "UTC" else _ZONES.get(facts.country, "UTC")
