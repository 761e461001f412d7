// Each fault of the table was found by whom it names, in its words, and no test of the suite is without its fault.
def rows = new File(built, 'src/test/resources/faults.txt').readLines()
        .findAll { it && !it.startsWith('#') }
        .collect { it.split(/ \| /) as List }
def ofTools = rows.findAll { it[0] in ['Error Prone', 'forbiddenapis'] }
def ofTests = rows - ofTools

def suite = new groovy.xml.XmlSlurper()
        .parse(new File(built, 'target/surefire-reports/TEST-com.example.rivers.FaultsContractTest.xml'))
assert suite.testcase.collect { it.@name.text() }.sort() == ofTests.collect { it[0] }.sort()
def wrong = []
ofTests.each { row ->
    def failure = suite.testcase.find { it.@name == row[0] }.failure
    if (failure.size() != 1) {
        wrong << "${row[0]} did not fail"
    }
    (row.drop(2) + 'What to do: ').findAll { !failure.@message.text().contains(it) }.each {
        wrong << "${row[0]} of ${row[1]} does not say '${it}' but: ${failure.@message.text()}"
    }
}

// What a tool found: its line, and the one with the place that goes with it.
def log = new File(built, 'build.log').readLines()
def source = new File(built, 'src/main/java/com/example/rivers/Faults.java').readLines()
ofTools.each { row ->
    int first = source.findIndexOf { it.contains(" class ${row[1]} ") } + 1
    int last = first + source.drop(first).findIndexOf { it == '    }' } + 1
    def said = (0..<log.size()).any { at ->
        def text = log[at] + log.drop(at + 1).take(1).join()
        def place = text =~ /Faults\.java:\[?(\d+)/
        place.find() && (place.group(1) as int) in (first..last) && row.drop(2).every { text.contains(it) }
    }
    if (!said) {
        wrong << "${row[0]} does not say ${row.drop(2)} of ${row[1]}"
    }
}
assert wrong == []
