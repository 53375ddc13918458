// An HTTP/1.1 server that stops without a dropped request: javac GracefulServer.java, then java GracefulServer
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

public final class GracefulServer {
  private static final long DRAIN_MILLIS = setting("KEELSON_DRAIN_SECONDS", 20) * 1000;
  private static final long MAX_AGE_MILLIS = setting("KEELSON_CONNECTION_MAX_AGE_SECONDS", 300) * 1000;
  private static final long IDLE_SECONDS = 3700;

  /** The time at which each connection is old, by the address of its client; a connection is known from its first request on. */
  private static final Map<InetSocketAddress, Long> DEADLINES = new ConcurrentHashMap<>();

  private static volatile boolean draining = false;
  private static volatile long lastRequest = now();

  public static void main(String[] args) throws IOException {
    // The client must be the one that gives up a connection without requests: Envoy does so after an hour, if it is told nothing else.
    System.setProperty("sun.net.httpserver.idleInterval", Long.toString(IDLE_SECONDS));
    System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
    // Otherwise the body of a response waits 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");

    int port = (int) setting("PORT", 8080);
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 1024);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/readyz", exchange -> answer(exchange, draining ? 503 : 200, "")).getFilters().add(new Closing());
    server.createContext("/", exchange -> answer(exchange, 200, "hello\n")).getFilters().add(new Closing());
    Runtime.getRuntime().addShutdownHook(new Thread(GracefulServer::drain));
    // The server has closed a connection that is older than this and has had no request since.
    Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(
        () -> DEADLINES.values().removeIf(deadline -> now() > deadline + IDLE_SECONDS * 1000), 1, 1, TimeUnit.MINUTES);
    server.start();
    System.out.println("listening on " + port);
  }

  /** Says `Connection: close` to clients, so that they send no further request on the connection and open a new one. */
  private static final class Closing extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      lastRequest = now();
      InetSocketAddress client = exchange.getRemoteAddress();
      long deadline = DEADLINES.computeIfAbsent(client, address -> now() + maxAge());
      boolean isLast = draining || now() > deadline;
      if (isLast) exchange.getResponseHeaders().set("Connection", "close");
      try {
        chain.doFilter(exchange);
      } finally {
        if (isLast) DEADLINES.remove(client);
      }
    }

    @Override
    public String description() {
      return "closes connections while the process stops, and old ones";
    }
  }

  /** Runs at SIGTERM beside the threads that answer. HttpServer.stop would close connections whose next request is on its way. */
  private static void drain() {
    draining = true;
    long end = now() + DRAIN_MILLIS;
    try {
      while (now() < end && (!DEADLINES.isEmpty() || now() < lastRequest + 1000)) Thread.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    // Otherwise the exit code would be 143, which looks like a failure.
    Runtime.getRuntime().halt(0);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The tenth more or less keeps clients that came together from leaving together. */
  private static long maxAge() {
    return (long) (MAX_AGE_MILLIS * ThreadLocalRandom.current().nextDouble(0.9, 1.1));
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static long setting(String name, long usual) {
    String value = System.getenv(name);
    return value == null ? usual : Long.parseLong(value);
  }
}
