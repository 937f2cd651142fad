package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class LocksOnH2Test extends LocksTest implements OnH2 {

    @Override
    String waiting() {
        return "select count(*) from information_schema.sessions where blocker_id is not null";
    }
}
