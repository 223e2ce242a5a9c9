"""The commands, one module per noun: read options, call one service, hand back an answer."""
