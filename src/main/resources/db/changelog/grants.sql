-- liquibase formatted sql

-- What the role of the application may do where another owns the tables: at each start, so that new tables are among
-- them. Nothing is truncated. What is only added to is never changed, what is never given up is never taken away, and
-- of a row that changes only the columns that do.
-- changeset sivig:grants runAlways:true runOnChange:true dbms:postgresql splitStatements:false
do $grants$
declare
    app constant text := '${sivig.application-role}';
    each record;
    changing text;
begin
    if app = current_user or not exists (select from pg_roles where rolname = app) then
        return;
    end if;
    execute format('grant usage on schema public to %I', app);
    execute format('revoke all on all tables in schema public from %I', app);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', app);
    execute format('grant usage on all sequences in schema public to %I', app);
    execute format('revoke insert, update, delete on backup_record from %I', app); -- the operator’s scripts write it
    execute format('revoke all on databasechangelog, databasechangeloglock from %I', app);
    execute format('grant select on databasechangelog to %I', app); -- the self-check names the last change
    for each in select * from (values
            -- only added to
            ('audit_record', null), ('identity_read', null), ('query_message', null),
            ('account_event', null), ('register_record', null), ('verification_plan', null), ('identity_key_check', null),
            -- never taken away, and what stands in these columns never changed
            ('audit_head', 'patient_id'), ('account_head', 'id'), ('register_head', 'id'),
            ('patient', 'id number site created_at created_by'),
            ('finding', 'id patient_id check_id form row_key item fired_at'),
            ('signature', 'id patient_id username display_name role meaning forms_version hash signed_at'),
            ('query', 'number patient_id form row_key item note text then_value then_missing raised_at raised_by'
                || ' raised_role batch'),
            ('sample', 'id per_site seed drawn_by drawn_at'),
            ('sample_item', 'id sample_id patient_id form row_key item stored_text'),
            ('standing_check', 'id text severity form filter item author author_role created_at'),
            ('data_export', 'id at username role what filter_text row_count'),
            ('data_package', 'id started_at username role scope free_texts audit_trail'),
            ('site', 'code'), ('user_account', 'id username'),
            ('sign_in', 'id username role started ends address browser provider provider_subject'),
            ('password_link', 'hash username made expires'),
            ('turn', 'name'), ('last_done', 'what'),
            ('duty', 'id username kind what from_day recorded_by recorded_at'),
            ('monitoring_visit', 'id site opened_by opened_at')) as kept(tab, fixed)
    loop
        execute format('revoke update, delete on %I from %I', each.tab, app);
        if each.fixed is not null then
            select string_agg(quote_ident(column_name), ', ') into changing from information_schema.columns
                where table_schema = 'public' and table_name = each.tab and is_generated = 'NEVER'
                and not column_name = any (string_to_array(each.fixed, ' '));
            execute format('grant update (%s) on %I to %I', changing, each.tab, app);
        end if;
    end loop;
end
$grants$
