package dev.headrace.detector.agent;

import dev.headrace.detector.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods that get a probe. What a JDK does not have is skipped; what is native cannot be changed, so its Java callers are
 * listed too. Names are those of JDK 17 to 25. Immutable.
 */
final class Targets {
    /** A group, a class, its methods; with a {@code ?} it depends on the receiver whether they block. */
    private static final String LIST = """
            SLEEP    java/lang/Thread                 sleep
            MONITOR  java/lang/Object                 wait
            END      java/lang/Object                 -
            FILE     java/io/FileDescriptor           sync
            END      java/lang/Thread                 afterSleep
            SLEEP    java/lang/reflect/Method?        invoke
            END      java/util/concurrent/locks/LockSupport setBlocker
            PARK     java/util/concurrent/locks/LockSupport park parkNanos parkUntil
            PARK     java/util/concurrent/Exchanger   exchange
            PARK     java/util/concurrent/Phaser      internalAwaitAdvance
            PARK     java/util/concurrent/ForkJoinPool awaitQuiescence
            FUTURE   java/util/concurrent/CompletableFuture waitingGet timedGet
            FUTURE   java/util/concurrent/ForkJoinTask awaitDone
            FUTURE   java/util/concurrent/FutureTask  awaitDone
            NETWORK  java/net/Socket                  connect
            NETWORK  java/net/ServerSocket            accept
            NETWORK  java/net/DatagramSocket          receive
            NETWORK  sun/nio/ch/NioSocketImpl         accept connect read write implRead implWrite
            NETWORK  sun/nio/ch/SocketChannelImpl?    read write connect finishConnect
            NETWORK  sun/nio/ch/SocketChannelImpl     blockingConnect blockingRead blockingWriteFully
            NETWORK  sun/nio/ch/ServerSocketChannelImpl? accept
            NETWORK  sun/nio/ch/ServerSocketChannelImpl blockingAccept
            NETWORK  sun/nio/ch/DatagramChannelImpl?  receive read
            NETWORK  sun/nio/ch/DatagramChannelImpl   blockingReceive
            NETWORK  sun/nio/ch/SourceChannelImpl?    read
            NETWORK  sun/nio/ch/SinkChannelImpl?      write
            NETWORK  sun/nio/ch/SelectorImpl          select
            NAMES    java/net/InetAddress             getAddressesFromNameService getHostFromNameService getLocalHost isReachable
            NAMES    java/net/NetworkInterface        getNetworkInterfaces networkInterfaces getByName getByIndex getByInetAddress
            FILE     java/io/File                     exists isFile isDirectory isHidden length lastModified canRead canWrite canExecute \
            list listFiles delete mkdir mkdirs renameTo createNewFile createTempFile getCanonicalPath getCanonicalFile setLastModified \
            setReadOnly setWritable setReadable setExecutable getTotalSpace getFreeSpace getUsableSpace
            FILE     java/io/FileInputStream          open read readBytes readAllBytes readNBytes skip available transferTo
            FILE     java/io/FileOutputStream         open write writeBytes
            FILE     java/io/RandomAccessFile         open read readBytes write writeBytes length setLength
            FILE     sun/nio/ch/FileChannelImpl       read write force lock tryLock truncate size map transferTo transferFrom
            FILE     java/nio/MappedByteBuffer        load force
            FILE     sun/nio/fs/UnixFileSystemProvider checkAccess exists readAttributes readAttributesIfExists newByteChannel \
            newFileChannel newAsynchronousFileChannel newDirectoryStream implDelete delete deleteIfExists createDirectory createLink \
            createSymbolicLink readSymbolicLink copy move isSameFile getFileStore
            FILE     sun/nio/fs/WindowsFileSystemProvider checkAccess exists readAttributes readAttributesIfExists newByteChannel \
            newFileChannel newAsynchronousFileChannel newDirectoryStream implDelete delete deleteIfExists createDirectory createLink \
            createSymbolicLink readSymbolicLink copy move isSameFile getFileStore
            FILE     sun/nio/fs/UnixNativeDispatcher  open openat stat stat2 lstat access opendir fdopendir readdir readlink realpath \
            mkdir rmdir unlink unlinkat rename link symlink mknod chmod chown utimes statvfs exists
            PROCESS  java/lang/ProcessBuilder         start
            PROCESS  java/lang/ProcessImpl            waitFor
            DATABASE java/sql/DriverManager           getConnection
            MEMORY   java/lang/System                 gc
            MEMORY   sun/management/MemoryImpl        gc
            """;

    /** The numbers of {@link Probe}: 0 to 3 are the first lines of the list. */
    private final List<Target> all = new ArrayList<>();

    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    Targets() {
        LIST.lines().forEach(this::add);
    }

    List<Target> all() {
        return all;
    }

    Target numbered(int number) {
        return all.get(number);
    }

    /** The classes, as {@code java/lang/Thread}. */
    Set<String> types() {
        return numbers.keySet();
    }

    /** The numbers of a class's methods by name; empty if it has no targets. */
    Map<String, Integer> numbersIn(String type) {
        return numbers.getOrDefault(type, Map.of());
    }

    private void add(String line) {
        String[] words = line.trim().split("\\s+", -1);
        String type = words[1].replace("?", "");
        Set<String> methods = Set.copyOf(Arrays.asList(words).subList(2, words.length));
        int number = all.size();
        all.add(new Target(Group.valueOf(words[0]), type, methods, words[1].endsWith("?")));
        methods.forEach(
                method -> numbers.computeIfAbsent(type, key -> new HashMap<>()).put(method, number));
    }
}
