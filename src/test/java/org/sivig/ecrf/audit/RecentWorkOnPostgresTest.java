package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class RecentWorkOnPostgresTest extends RecentWorkTest implements OnPostgres {
}
