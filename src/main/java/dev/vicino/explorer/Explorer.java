package dev.vicino.explorer;

import com.sun.net.httpserver.HttpServer;
import dev.vicino.CollectionSpec;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Serves a store to look at: a page for people, and an HTTP API beneath it, which `/api/v1/openapi.json` describes.
///
/// ```java
/// try (VectorStore store = LuceneVectorStore.openReadOnly(path);
///         Explorer explorer =
///                 Explorer.start(store, ExplorerOptions.DEFAULT, spec -> Instruments.none("vicino info"))) {
///     System.out.println(explorer.url());
///     …
/// }
/// ```
///
/// It listens on the loopback address unless it is told otherwise, and then demands a token. It changes nothing in the
/// store; each call has thirty seconds. What the store's writer flushes meanwhile shows when the page is loaded anew.
public final class Explorer implements AutoCloseable {
    static {
        // Read once, when the JDK's server is first used. Without the first, an answer in two packets waits 40 ms for
        // an acknowledgement; the others end connections that ask, or listen, too slowly.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxReqTime", "30");
        setIfAbsent("sun.net.httpserver.maxRspTime", "300");
    }

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int THREADS_PER_CORE = 4;
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkPool pool;
    private final Catalogue catalogue;
    private final ExplorerOptions options;
    private final @Nullable Token token;
    private final Router router;

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private Explorer(HttpServer server, Catalogue catalogue, ExplorerOptions options) {
        this.server = server;
        this.catalogue = catalogue;
        this.options = options;
        InetAddress address = server.getAddress().getAddress();
        token = options.token() != null || !address.isLoopbackAddress() ? new Token(options.token()) : null;
        router = Api.router(catalogue);
        pool = new WorkPool(THREADS_PER_CORE * Runtime.getRuntime().availableProcessors(), TIME);
        server.setExecutor(exchanges);
        server.createContext("/", new Exchanges(new Gate(new HostNames(options.host(), address), token), router, pool));
    }

    /// Starts to serve. The store stays the caller's, and has to stay open meanwhile.
    ///
    /// @param store opened for reading
    /// @param instruments for each collection, asked for when it is first looked at
    /// @throws IllegalArgumentException if the host is not known
    /// @throws IOException if the port is taken, or nobody may listen there
    public static Explorer start(
            VectorStore store, ExplorerOptions options, Function<CollectionSpec, Instruments> instruments)
            throws IOException {
        HttpServer server;
        InetSocketAddress address = new InetSocketAddress(options.address(), options.port());
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException taken) {
            throw new BindException(
                    "cannot listen on port " + options.port() + " of '" + options.host() + "': " + taken.getMessage());
        }
        Explorer explorer = new Explorer(server, new Catalogue(store, instruments), options);
        server.start();
        return explorer;
    }

    /// The address of the page, for a browser on this machine; with the token, where one is demanded.
    public URI url() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress() ? "localhost" : options.host();
        String name = host.contains(":") ? "[" + host + "]" : host;
        String secret = token == null ? "" : "?token=" + token.secret();
        return URI.create("http://" + name + ":" + bound.getPort() + "/" + secret);
    }

    Router router() {
        return router;
    }

    /// Stops to listen, and ends what is still worked out.
    @Override
    public void close() {
        server.stop(0);
        exchanges.shutdownNow();
        pool.close();
        catalogue.close();
    }
}
