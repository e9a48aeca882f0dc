"""The verbs of dialogue: require, change, record."""
