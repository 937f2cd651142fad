package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class LocksOnPostgresTest extends LocksTest implements OnPostgres {

    @Override
    String waiting() {
        return "select count(*) from pg_locks where not granted";
    }
}
