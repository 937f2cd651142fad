package org.sivig.ecrf.node;

import org.sivig.ecrf.OnPostgres;

class TwoNodesOnPostgresTest extends TwoNodesTest implements OnPostgres {
}
