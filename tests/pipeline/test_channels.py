"""Which chats are opened for a configuration."""

from monitor.alert.channels.console import Console
from monitor.alert.channels.telegram import Telegram
from monitor.model import ChannelKind, ChannelSettings
from monitor.wiring import open_channels

TOKEN = "123456:" + "a" * 35


def telegram(name: str, topic: int | None = None) -> ChannelSettings:
    """One topic of one forum."""
    return ChannelSettings(name=name, kind=ChannelKind.TELEGRAM, chat="-100", topic=topic, token_from="env:TOKEN")


def test_a_channel_without_its_secret_prints_to_the_console_and_says_so() -> None:
    """Nothing has to be set up before a first look."""
    opened = open_channels([telegram("alerts")], {})
    assert isinstance(opened.by_name["alerts"], Console)
    assert opened.notes == ("channel 'alerts' prints to this console: env:TOKEN is not set",)


def test_channels_of_one_bot_share_its_limits() -> None:
    """Two topics of one forum are one chat to the limits of the service."""
    opened = open_channels([telegram("a", 1), telegram("b", 2)], {"TOKEN": TOKEN})
    first, second = opened.by_name["a"], opened.by_name["b"]
    assert isinstance(first, Telegram)
    assert isinstance(second, Telegram)
    assert first._pace is second._pace
    assert opened.notes == ()
