"""The chat page of the control room: one question box, the veterans' words, and where they stand."""
