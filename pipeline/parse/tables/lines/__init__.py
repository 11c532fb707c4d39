"""Printed lines as tables see them, whatever the page came as: words with places, cut, folded and cleaned."""
