"""The door to the disk: encrypted database, journal, search, keys, drafts, backups. The only room with SQL."""
