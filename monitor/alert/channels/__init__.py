"""The chats: one outside service, one file. Each answers a parcel with what became of it; none raises for a refusal."""
