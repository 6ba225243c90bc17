"""From feeds to articles: the polling plan and identity are pure; http, feeds, articles and workers are edges."""
