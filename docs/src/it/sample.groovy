// The sample repository ran the whole suite, nothing was left out, and the JVM had nothing to warn of.
def suite = new groovy.xml.XmlSlurper()
        .parse(new File(built, 'target/surefire-reports/TEST-com.example.rivers.RiverLevelsContractTest.xml'))
assert suite.testcase.size() == suite.testcase.collect { it.@name.text() }.unique().size()
assert suite.testcase.size() >= 27
assert suite.testcase.findAll { it.children().any { part -> part.name() in ['failure', 'error', 'skipped'] } }.isEmpty()

def log = new File(built, 'build.log').readLines()
def tests = log.dropWhile { !it.contains('T E S T S') }
assert tests.findAll { it.startsWith('WARNING') || it.contains('JVM warning') } == []
assert log.any { it.contains('Scanned ') && it.contains(' 0 error(s)') }
assert new File(built, 'target/river-levels-1.0.0.jar').isFile()

def classPath = suite.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
assert classPath.contains("junit-jupiter-api-${junit}.jar")
