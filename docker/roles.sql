-- The roles of Learning Reviews. Run once for each server, as a superuser or a login with CREATEROLE:
--   psql --file roles.sql
-- Then give both logins a passphrase (\password lr_app, \password lr_owner), make lr_owner the owner of the
-- database, and set DATABASE_URL to lr_app and MIGRATION_DATABASE_URL to lr_owner.

-- Taken on by the app for one transaction at a time. None can log in, and none may pass row-level security.
create role lr_agency nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_person nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_public nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_access nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_job nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_board nologin nosuperuser nobypassrls nocreaterole nocreatedb;
create role lr_definer nologin nosuperuser nobypassrls nocreaterole nocreatedb;

-- The app's login has no rights of its own: whatever forgets to take on a role is refused.
create role lr_app login noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
grant lr_agency, lr_person, lr_public, lr_access, lr_job, lr_board to lr_app;

-- The migration login owns the tables, and hands the definer functions to lr_definer.
create role lr_owner login nosuperuser nobypassrls nocreaterole nocreatedb;
grant lr_definer to lr_owner;
