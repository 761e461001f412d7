package dev.headrace.detector.agent;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** What the child process of {@link Attachment} runs: makes another JVM load an agent. */
final class AttachMain {
    private AttachMain() {}

    /** @param arguments the other JVM's process id, and the agent's jar */
    public static void main(String[] arguments) {
        try {
            VirtualMachine other = VirtualMachine.attach(arguments[0]);
            try {
                other.loadAgent(arguments[1]);
            } finally {
                other.detach();
            }
        } catch (AttachNotSupportedException | IOException | AgentLoadException | AgentInitializationException e) {
            System.out.println(e);
            System.exit(1);
        }
    }
}
