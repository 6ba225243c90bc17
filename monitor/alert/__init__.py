"""From an incident to words in a chat: policy and rendering decide, delivery and the channels carry out."""
