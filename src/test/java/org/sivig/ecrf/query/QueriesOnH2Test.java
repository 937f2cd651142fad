package org.sivig.ecrf.query;

import org.sivig.ecrf.OnH2;

class QueriesOnH2Test extends QueriesTest implements OnH2 {
}
