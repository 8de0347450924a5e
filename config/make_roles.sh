#!/bin/sh
# Run once by the database's image, as its superuser, on an empty volume: makes
# the two roles and the database. The passwords come from the environment.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv application_password APPLICATION_PASSWORD
create role attribution_owner login password :'owner_password';
create role attribution_app login password :'application_password';
create database attribution owner attribution_owner;
revoke all on database attribution from public;
grant connect on database attribution to attribution_app;
SQL
