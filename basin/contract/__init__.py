"""What a basin-model service and the platform have agreed on: plain data, checked to the end.

Nothing here asks a network or a database. Whatever comes from a service passes through here
before anybody else looks at it.
"""
