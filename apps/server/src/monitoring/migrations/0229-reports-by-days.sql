-- Reports are kept so many days from when they came.
create index device_reports_received on device_reports (received_at);
