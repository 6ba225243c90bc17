"""One chat of config.yaml, opened by the library of its service."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from monitor.model import ChannelKind, ChannelSettings
from monitor.wiring.clock import utc_now
from monitor.wiring.credentials import secret

if TYPE_CHECKING:
    from monitor.alert.pacing import Pace
    from monitor.alert.protocols import Channel


def missing(channel: ChannelSettings, environment: Mapping[str, str]) -> str:
    """What has to be set before this channel can be opened."""
    if not secret(channel.token_from, environment):
        return channel.token_from
    return channel.chat


def open_channel(
    channel: ChannelSettings, environment: Mapping[str, str], paces: Mapping[str, "Pace"],
) -> "Channel | None":
    """The chat; None where it prints to the console, or its secret is not set."""
    token = secret(channel.token_from, environment) if channel.token_from else ""
    if channel.kind is ChannelKind.CONSOLE or not token:
        return None
    chat = secret(channel.chat, environment) if channel.chat.startswith("env:") else channel.chat
    if channel.kind is ChannelKind.TELEGRAM and chat:
        from monitor.alert.channels.telegram import Telegram

        return Telegram(token, chat, topic=channel.topic, api_url=channel.api_url, pace=paces[token])
    return _open_other(channel, token, chat)


def _open_other(channel: ChannelSettings, token: str, chat: str) -> "Channel | None":
    """A chat that is not Telegram; None where it does not know where to."""
    if channel.kind is ChannelKind.APPRISE:
        from monitor.alert.channels.apprise import Apprise

        return Apprise(token, channel.name)
    if channel.kind is ChannelKind.DISCORD:
        from monitor.alert.channels.discord import Discord

        return Discord(token, channel.name)
    if not chat:
        return None
    if channel.kind is ChannelKind.SLACK:
        from monitor.alert.channels.slack import Slack

        return Slack(token, chat, channel.name, channel.api_url)
    if channel.kind is ChannelKind.MATRIX:
        from monitor.alert.channels.matrix import Matrix

        return Matrix(token, chat, channel.name, channel.api_url)
    if channel.kind is ChannelKind.EMAIL:
        from monitor.alert.channels.email import Email

        return Email(token, chat, channel.sender, channel.name)
    from monitor.alert.channels.webhook import Webhook

    return Webhook(chat, token, utc_now)
