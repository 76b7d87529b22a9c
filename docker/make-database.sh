#!/bin/sh
# Runs once, when the database container finds no data: makes the roles, their passphrases and the database.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --file /opt/roles.sql
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  --set=owner="$LR_OWNER_PASSWORD" --set=app="$LR_APP_PASSWORD" <<'SQL'
alter role lr_owner password :'owner';
alter role lr_app password :'app';
create database learning_reviews owner lr_owner;
revoke all on database learning_reviews from public;
grant connect on database learning_reviews to lr_app;
SQL
