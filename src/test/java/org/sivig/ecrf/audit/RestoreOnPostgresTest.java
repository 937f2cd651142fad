package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class RestoreOnPostgresTest extends RestoreTest implements OnPostgres {

    @Override
    String references(boolean held) {
        return "set session_replication_role = " + (held ? "origin" : "replica");
    }
}
