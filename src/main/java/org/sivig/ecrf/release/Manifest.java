package org.sivig.ecrf.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.study.Study;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code manifest.json}: which state a package shows, and what is in it. */
final class Manifest {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Manifest() {
    }

    static String of(Cut cut, int patients, List<Packer.Written> files, String version) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("study", "SIVIG");
        manifest.put("cut", cut.at().toString());
        manifest.put("day", cut.day().toString());
        manifest.put("timeZone", Study.ZONE.getId());
        manifest.put("scope", cut.scope().name());
        manifest.put("role", cut.scope().role().name());
        manifest.put("freeTexts", cut.freeTexts());
        manifest.put("auditTrail", cut.auditTrail());
        manifest.put("formsVersion", Study.FORMS_VERSION);
        manifest.put("applicationVersion", version);
        manifest.put("patients", patients);
        manifest.put("removed", cut.removed());
        manifest.put("sites", cut.sites());
        manifest.put("files", files.stream().sorted((a, b) -> a.path().compareTo(b.path())).map(Manifest::file).toList());
        manifest.put("auditHeadsSha256", cut.hash());
        manifest.put("auditHeads", cut.heads().stream().map(head -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("patient", head.patient());
            one.put("records", head.seq());
            one.put("hash", head.hash());
            one.put("at", head.at().toString());
            return one;
        }).toList());
        return JSON.writeValueAsString(manifest).replace("\r\n", "\n") + "\n";
    }

    private static Map<String, Object> file(Packer.Written file) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("path", file.path());
        if (file.extent().columns() > 0) {
            one.put("rows", file.extent().rows());
            one.put("columns", file.extent().columns());
        }
        one.put("bytes", file.bytes());
        one.put("sha256", file.sha256());
        return one;
    }
}
