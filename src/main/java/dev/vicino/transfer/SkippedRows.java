package dev.vicino.transfer;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The file of skipped rows: `{"row":17,"reason":"…","content":"…"}`, a line each. There is none without a skipped row.
final class SkippedRows implements Closeable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final @Nullable Path path;
    private @Nullable BufferedWriter out;

    /// @param path null if nobody wants them
    SkippedRows(@Nullable Path path) {
        this.path = path;
    }

    void add(RefusedRow row) throws IOException {
        if (path == null) {
            return;
        }
        if (out == null) {
            out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("row", row.number());
        line.put("reason", row.reason());
        if (!row.content().isEmpty()) {
            line.put("content", row.content());
        }
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
