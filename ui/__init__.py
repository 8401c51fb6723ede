"""The window: everything Qt, nothing else."""

from ui.immortal import keep_singletons

keep_singletons()
