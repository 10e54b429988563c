#!/usr/bin/env python3
"""The journey without a keyboard: journey-by-pointer.py JIG-APP FOLDER-FOR-PICTURES"""
import sys

from journey import travel
from person import Pointer

sys.exit(travel(Pointer))
