"""The door of sealed data packages: container, seal, trust, encryption, verification."""
