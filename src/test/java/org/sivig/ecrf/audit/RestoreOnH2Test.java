package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class RestoreOnH2Test extends RestoreTest implements OnH2 {

    @Override
    String references(boolean held) {
        return "set referential_integrity " + held;
    }
}
