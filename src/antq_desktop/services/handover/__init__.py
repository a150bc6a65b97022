"""Packages upward: their tables, the key of this machine, sealing, the outbox."""
