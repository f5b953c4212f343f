"""What helps this whole class: five things, chosen by somebody."""
