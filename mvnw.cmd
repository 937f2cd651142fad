@echo off
rem Does on Windows what mvnw does: runs the installed Maven with a JDK of at least this version.
setlocal
set NEED=25
set "HERE=%~dp0"
set "FOUND="
for /f "delims=" %%J in ('where javac 2^>nul') do call :look "%%~dpJ.."
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%ProgramFiles%\Microsoft\jdk*" "%USERPROFILE%\.jdks\*") do call :look "%%~J"
if defined JAVA_HOME call :look "%JAVA_HOME%"
if not defined FOUND (
  echo SIVIG eCRF needs a JDK %NEED% or newer. Install one ^(README.md^) and run this command again, or set JAVA_HOME to it. 1>&2
  exit /b 1
)
set "JAVA_HOME=%FOUND%"
where mvn >nul 2>nul || (
  echo Maven 3.8 or newer was not found. Install Maven ^(README.md^) and run this command again. 1>&2
  exit /b 1
)
for %%G in (%*) do (
  if "%%~G"=="integration-test" set BROWSER=1
  if "%%~G"=="verify" set BROWSER=1
  if "%%~G"=="install" set BROWSER=1
  if "%%~G"=="deploy" set BROWSER=1
)
if defined BROWSER "%JAVA_HOME%\bin\java" "%HERE%src\test\java\org\sivig\ecrf\browser\Chromium.java" %* || exit /b 1
mvn -f "%HERE%pom.xml" %*
exit /b %ERRORLEVEL%

:look
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims=. " %%V in ('""%~1\bin\javac.exe" -version 2^>^&1"') do (
  if %%V GEQ %NEED% (set "FOUND=%~f1") else (echo Too old: JDK %%V in %~1 1>&2)
)
exit /b 0
