"""Runs the deployed template on this machine: AWS's side from MiniStack, our side for real."""
