#!/usr/bin/env python3
"""The journey without a pointer: journey-by-keyboard.py JIG-APP FOLDER-FOR-PICTURES"""
import sys

from journey import travel
from person import Keyboard

sys.exit(travel(Keyboard))
