"""The team: who shares agreements with whom, and two versions of one agreement."""
