"""What people type about programmes, workshops and registrations."""
