# `make` alone prints this list. ./hospiconnect is what users type; this is for those who change the code.
.PHONY: help dev check format docs pictures containers
help:
	@echo "make dev       the demo, rebuilt"
	@echo "make check     layout, compiler, tests, modules, requirements (no browser)"
	@echo "make format    rewrites the layout"
	@echo "make docs      rewrites the generated pages of docs/reference"
	@echo "make pictures  a browser walks the demo and leaves pictures in docs/pictures"
	@echo "make containers  on Debian, as root: images of both stores for test --full where no registry is reachable"
dev:
	./hospiconnect demo
check:
	JAVA_HOME=$$(./hospiconnect java-home) ./mvnw verify
format:
	JAVA_HOME=$$(./hospiconnect java-home) ./mvnw -q spotless:apply
docs:
	JAVA_HOME=$$(./hospiconnect java-home) ./mvnw -q test -pl journeys,idp-server -Dtest=SettingsReferenceTest,CommandsReferenceTest \
		-Dsurefire.failIfNoSpecifiedTests=false -Dhospiconnect.docs=write
pictures:
	JAVA_HOME=$$(./hospiconnect java-home) ./mvnw -q -pl journeys surefire:test@browser
containers:
	deploy/local-images
