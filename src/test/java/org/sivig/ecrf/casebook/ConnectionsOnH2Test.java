package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class ConnectionsOnH2Test extends ConnectionsTest implements OnH2 {
}
