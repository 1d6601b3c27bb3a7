package dev.vicino.cli;

import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import dev.vicino.opensearch.ClusterOptions;
import dev.vicino.opensearch.Credentials;
import dev.vicino.opensearch.OpenSearchVectorStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a store is: a folder, or a cluster by its `opensearch://` address.
///
/// The credentials for a cluster come from the environment, as what stands on a command line is for all to see.
record StoreAddress(String text) {
    static final String USER = "VICINO_OPENSEARCH_USER";
    static final String PASSWORD = "VICINO_OPENSEARCH_PASSWORD";
    static final String TOKEN = "VICINO_OPENSEARCH_TOKEN";

    private boolean isCluster() {
        return text.startsWith("opensearch:") || text.startsWith("opensearchs:");
    }

    /// The store to read from.
    VectorStore openForReading(ClusterOptions options) {
        if (isCluster()) {
            return connect(options);
        }
        if (!Files.isDirectory(Path.of(text))) {
            throw CommandFailure.onTheWay("there is no store at '" + text + "'");
        }
        return LuceneVectorStore.openReadOnly(Path.of(text));
    }

    /// The store to write to, made if it is not there.
    VectorStore open(ClusterOptions options) {
        return isCluster() ? connect(options) : LuceneVectorStore.open(Path.of(text));
    }

    private VectorStore connect(ClusterOptions options) {
        try {
            return OpenSearchVectorStore.connect(new URI(text), credentials(System.getenv()::get), options);
        } catch (URISyntaxException e) {
            // Its message would repeat the address, with whatever stands in it.
            throw CommandFailure.ofInput(
                    "this is no address of a cluster, for " + e.getReason() + "; expected opensearch://host:port/name");
        } catch (IllegalArgumentException e) {
            throw CommandFailure.ofInput(e);
        }
    }

    /// What the environment says.
    static Credentials credentials(Function<String, @Nullable String> environment) {
        String token = environment.apply(TOKEN);
        if (token != null) {
            return Credentials.token(token);
        }
        String user = environment.apply(USER);
        String password = environment.apply(PASSWORD);
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("of " + USER + " and " + PASSWORD + ", the environment has one alone");
        }
        return user == null ? Credentials.none() : Credentials.basic(user, password);
    }

    @Override
    public String toString() {
        return text;
    }
}
